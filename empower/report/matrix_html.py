"""The table of roles and remedies as one page that needs nothing else: for a notice board, a phone, or a printer."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.harmless import in_a_page
from empower.report.matrix import matrix_grid, matrix_lead, matrix_signs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.results import MatrixResult
    from empower.rules.rulebook import Rulebook

__all__ = ["MADE_HERE", "matrix_html"]

MADE_HERE = '<meta name="generator" content="empower policy matrix">'
"""Stands in every page, and in no page of anybody else's."""

# On a narrow screen each remedy becomes a small list, so that nothing is cut and nothing has to be moved sideways.
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.2; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: right; vertical-align: top; }
td { font-variant-numeric: tabular-nums; white-space: nowrap; }
th { overflow-wrap: anywhere; }
tr > :first-child { text-align: left; }
footer { border-top: 1px solid #8886; font-size: .85rem; margin-top: 2rem; overflow-wrap: anywhere; }
@media screen and (max-width: 48rem) {
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
  table, tbody, tr, th, td { display: block; }
  tr { border-bottom: 1px solid #8886; padding: .6rem 0; }
  th, td { border: 0; padding: .1rem 0; text-align: left; }
  td { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; }
  td::before { content: attr(data-role); opacity: .75; overflow-wrap: anywhere; white-space: normal; }
}
@media print {
  @page { margin: 1.5cm; size: landscape; }
  body { font-size: 9pt; max-width: none; padding: 0; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""


def matrix_html(result: MatrixResult, rulebook: Rulebook) -> str:
    """The page. The same table makes the same bytes, whenever it is made."""
    heads, rows = matrix_grid(result, rulebook)
    title = in_a_page(rulebook.title or rulebook.ref.name)
    lead, signs = [
        "\n".join([f"<p>{in_a_page(note)}</p>" for note in notes])
        for notes in (matrix_lead(result, rulebook), matrix_signs(result, rulebook))
    ]
    head = "".join([f'<th scope="col">{in_a_page(one)}</th>' for one in heads[1:]])
    body = "\n".join([_row(heads, row) for row in rows])
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
{MADE_HERE}
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
{lead}
<table>
<thead><tr><th scope="col">remedy</th>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
{signs}
<footer>
<p>Policy {in_a_page(rulebook.ref.name)}, as of {written_date(result.day)}<br>{in_a_page(rulebook.ref.digest)}</p>
</footer>
</body>
</html>
"""


def _row(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [
        f'<td data-role="{in_a_page(head)}"><span>{in_a_page(cell)}</span></td>'
        for head, cell in zip(heads[1:], row[1:], strict=True)
    ]
    return f'<tr><th scope="row">{in_a_page(row[0])}</th>{"".join(cells)}</tr>'
