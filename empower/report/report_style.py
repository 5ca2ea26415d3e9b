"""How the page of a report looks: calm on a screen, whole on a telephone, and on paper."""

from __future__ import annotations

__all__ = ["STYLE"]

# Colours have a contrast of 4.5 or more to what they stand on; nothing is told by colour alone.
STYLE = """
:root { --ink: #1d2a33; --soft: #51616c; --line: #d9e0e4; --paper: #fff; --ground: #f4f6f7; --one: #1f6f78; --two: #e0a458;
  --track: #edf1f3; --mind: #9a3b12; color-scheme: light; }
* { box-sizing: border-box; }
body { background: var(--ground); color: var(--ink); margin: 0;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 3rem; }
header { padding: .5rem 0 1.25rem; }
h1 { font-size: 1.65rem; font-weight: 650; letter-spacing: -.01em; line-height: 1.2; margin: 0 0 .35rem;
  overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; font-weight: 650; line-height: 1.3; margin: 0 0 .5rem; overflow-wrap: anywhere; }
p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
header p { margin-bottom: .1rem; }
header p, .says { color: var(--soft); font-size: .92rem; }
header .period { color: var(--ink); font-size: 1.1rem; }
.glance { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); margin-bottom: 1.5rem; }
.answer, section { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; }
.answer h2 { color: var(--soft); font-size: .85rem; font-weight: 550; margin: 0 0 .15rem; }
figure, .answer, section, td, th { min-width: 0; }
.answer .figure { font-size: 1.55rem; font-variant-numeric: tabular-nums; font-weight: 650; line-height: 1.2;
  margin-bottom: .4rem; overflow-wrap: anywhere; }
.answer p { color: var(--soft); font-size: .88rem; margin: 0 0 .3rem; }
.answer.mind { border-left: .3rem solid var(--mind); }
.answer.mind .figure { color: var(--mind); }
dl { font-size: .88rem; margin: .5rem 0 0; }
dl div { border-top: 1px solid var(--line); display: flex; gap: .75rem; justify-content: space-between; padding: .2rem 0; }
dt { overflow-wrap: anywhere; }
dd { font-variant-numeric: tabular-nums; margin: 0; text-align: right; white-space: nowrap; }
section { margin-bottom: 1rem; }
.with-chart { display: grid; gap: 1.25rem 2rem; grid-template-columns: minmax(0, 1fr); }
figure { margin: 0; max-width: 26rem; }
figcaption { color: var(--soft); font-size: .82rem; margin-top: .4rem; }
.key { display: inline-block; margin-right: 1rem; white-space: nowrap; }
.key svg { height: .7em; margin-right: .35em; width: .7em; }
svg { display: block; height: auto; width: 100%; }
.key svg { display: inline-block; }
svg text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
svg .small { fill: var(--soft); font-size: 11px; }
svg .end { text-anchor: end; }
svg .middle { text-anchor: middle; }
.piece0 { fill: var(--one); }
.piece1 { fill: var(--two); }
.track { fill: var(--track); }
.axis { stroke: var(--soft); stroke-width: 1; }
table { border-collapse: collapse; font-size: .88rem; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: right; vertical-align: top; }
thead th { color: var(--soft); font-weight: 550; vertical-align: bottom; }
tbody th { font-weight: 400; }
.word { overflow-wrap: anywhere; text-align: left; }
td.figure { font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.together > * { border-bottom: 0; border-top: 2px solid var(--soft); font-weight: 650; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
footer { color: var(--soft); font-size: .82rem; }
footer dt { color: var(--ink); flex: 0 0 9rem; }
footer dd { overflow-wrap: anywhere; text-align: left; white-space: normal; flex: 1; }
ul { margin: 0; padding-left: 1.1rem; }
@media screen and (min-width: 34rem) {
  .glance { grid-template-columns: 1fr 1fr; }
  .answer.first { grid-column: span 2; }
}
@media screen and (min-width: 62rem) {
  .glance { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .with-chart.side { align-items: start; grid-template-columns: minmax(0, 23rem) minmax(0, 1fr); }
  .side figure { position: sticky; top: 1rem; }
}
@media screen and (max-width: 46rem) {
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
  table, tbody, tr, th, td { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  tr.together { border-top: 2px solid var(--soft); }
  tr.together > * { border: 0; }
  th, td { border: 0; padding: .05rem 0; text-align: left; }
  tbody th { font-weight: 650; }
  td { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; }
  td::before { color: var(--soft); content: attr(data-head); overflow-wrap: anywhere; white-space: normal; }
  td.blank { display: none; }
  footer dl div { display: block; }
}
@media print {
  @page { margin: 14mm 12mm; size: A4; }
  :root { --ground: #fff; font-size: 9pt; }
  h1 { font-size: 16pt; }
  main { max-width: none; padding: 0; }
  .glance { gap: 3mm; grid-template-columns: 1fr 1fr; margin-bottom: 5mm; break-after: page; }
  .answer.first { grid-column: span 2; }
  .answer, section { border-radius: 0; break-inside: avoid-page; padding: 3mm; }
  section { border: 0; border-top: 1px solid var(--soft); break-inside: auto; margin-bottom: 4mm; padding: 3mm 0; }
  .with-chart.side { grid-template-columns: minmax(0, 1fr); }
  figure { break-inside: avoid; max-width: 85mm; }
  h2, .says { break-after: avoid; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { padding: 1mm 1.2mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
