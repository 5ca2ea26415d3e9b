"""What people paste, forward or try: texts that another program would run, open, compute, obey or be moved by."""

from __future__ import annotations

__all__ = ["FORGED", "IDS", "LONG", "SEEN", "TEXTS", "UNSEEN", "plainly"]

FORGED = "FORGED"
"""Begins what would be a line of our own, were a line end obeyed."""
LONG = "x" * 10_000

SEEN = (
    "<script>console.log('owned');alert(1)</script> {{7*7}} {% raw %} ${7*7} #{7*7}",
    '"><img src=x onerror="console.log(\'owned\');alert(1)"> %s %n %(x)s 100%',
    "</title><script>alert(1)</script></style><link rel=stylesheet href=https://evil.example/a.css>",
    "' autofocus onfocus='alert(1)' ]]><svg onload=alert(1)> <!-- <a href='https://evil.example'> javascript:alert(1)",
    '=HYPERLINK("http://evil.example","click") [bold red]x[/] [link=http://evil.example]y[/link]',
    "+1",
    "-1+2 {0} {x!r} {{ &lt;b&gt; &amp; &#x3c;i&#x3e;",
    "@SUM(1) '; DROP TABLE entry; --",
    "=cmd|' /C calc'!A0 ../../etc/passwd C:\\x\\y",
    " =1+1 null !!python/object:os.system *anchor &x # no comment: at all",
    '_x003D_1+1 " #tag ^link \\" \\n \\',
    "2026-01-01 open Assets:X",
    "naïve–日本語🙂👩‍👩‍👧;$(id)`id`|id&&id>owned",
    '--yes a,b;c"d',
)
"""Those of characters that are seen: they may stand in a policy and a roster as well."""

UNSEEN = (
    "\t=1+1 \x1b[31mred\x1b[0m",
    "\r=1+1 \x1b[2J\x1b[Hgone bell\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;b3duZWQ=\x07clip \x1b]0;title\x07named",
    "\x1bP+q544e\x1b\\asked \x9b31mred\x9d0;x\x9cend back\x08\x08\x08\x7fspace",
    "\u202egnp.exe \u2066isolated\u2069 zero\u200bwidth\ufeff\u00ad",
    "not\ufffea\uffffcharacter\U0001fffe",
    f"one\n{FORGED} two\r{FORGED} three\u2028{FORGED} four\x85{FORGED}\v{FORGED}\f{FORGED}",
    'one\n2026-01-01 open Assets:X\n  x: "y"\n',
)
"""Those with characters that are not seen. A policy file refuses them; a customer's message may have any."""

TEXTS = SEEN + UNSEEN
IDS = ("+1", "-1", "--yes", "@SUM", "..", "_x003D_1", "ünï.日本")
"""What a person of a roster may be called, of the same kind."""


def plainly(number: int) -> str:
    """Words that nobody could mind, as many different ones as are wanted."""
    return f"plain words {number}"
