"""A small hotel, made by hand, and one decision for every kind of answer: what the reports are tried on."""

from __future__ import annotations

from empower.domain.calendar import day_of
from empower.domain.conditions import Condition, Said, Test
from empower.domain.decision import (
    Alternative,
    Approver,
    Asked,
    Contact,
    Decision,
    DutyDue,
    Need,
    OwedLine,
    Part,
    Reading,
    Reason,
    Tested,
    Unblock,
    Warned,
)
from empower.domain.facts import Fact, FactValue
from empower.domain.gesture import Actor, Ask, Gesture
from empower.rules.rulebook import (
    Duty,
    Entitlement,
    Exemption,
    Grant,
    Limit,
    Paper,
    PolicyRef,
    Remedy,
    Role,
    Rule,
    Rulebook,
)

TODAY = day_of(2026, 5, 1)
NOW = 1_777_670_100_000_000  # 2026-05-01T21:15:00Z
DIGEST = "sha256:" + "0123456789abcdef" * 4

HOTEL = Rulebook(
    ref=PolicyRef(name="small-hotel", digest=DIGEST),
    title="A small hotel",
    currency="EUR",
    digits=2,
    timezone="Europe/Lisbon",
    day_starts=240,
    year_starts=(1, 1),
    effective=(None, None),
    facts=(
        Fact(name="failure", kind="one_of", values=("noise", "injury"), value_titles=("Noise at night", "")),
        Fact(name="severity", kind="ordered", values=("minor", "moderate", "major"), title="How bad was it?"),
        Fact(name="tier", kind="ordered", values=("standard", "silver", "gold"), default=0),
        Fact(name="at_fault", kind="one_of", values=("house", "guest")),
        Fact(name="nights", kind="number", least=1, most=90, help="nights of the stay"),
        Fact(name="bill", kind="money", digits=2),
        Fact(name="stayed_on", kind="date", optional=True),
        Fact(name="told_at", kind="moment", optional=True),
        Fact(name="arrives", kind="time", optional=True),
        Fact(name="member", kind="yes_no", default=0),
        Fact(name="property", kind="text"),
    ),
    remedies=(
        Remedy(id="apology", kind="courtesy", position=0),
        Remedy(id="late_checkout", kind="service", title="Late check-out", cost=("units", 3500), position=1),
        Remedy(id="free_night", kind="in_kind", unit="night", cost=("units", 19000), position=2),
        Remedy(id="credit", kind="credit", cost=("share", 3, 5, ("fact", "amount")), position=3),
        Remedy(
            id="refund",
            kind="cash",
            cost=("fact", "amount"),
            most=(Limit(measure="face", most=("fact", "bill"), per=("incident",), counts="all"),),
            position=4,
            place=(20, 3),
        ),
        Remedy(
            id="gift_card",
            kind="cash",
            cost=("fact", "amount"),
            most=(Limit(measure="face", most=("units", 25000), per=("gesture",), counts="all"),),
            position=5,
            place=(21, 3),
        ),
    ),
    roles=(
        Role(id="associate", title="Any employee", above=("supervisor", "general_manager", "owner")),
        Role(id="supervisor", above=("general_manager", "owner")),
        Role(id="general_manager", above=("owner",)),
        Role(id="owner", final=True),
        Role(id="finance", title="Finance", above=("owner",)),
    ),
    papers=(Paper(id="guest_statement", title="A statement signed by the guest"),),
    duties=(Duty(id="tell_gm", title="Tell the general manager", within=86_400_000_000),),
    grants=(
        Grant(id="courtesy", section="grants", place=(30, 5), roles=("associate",), remedies=("apology",)),
        Grant(
            id="two-thousand",
            section="grants",
            place=(31, 5),
            roles=("associate",),
            remedies=("apology", "free_night", "credit", "refund", "gift_card"),
            limits=(
                Limit(
                    measure="cost",
                    most=(
                        "dated",
                        ((day_of(2026, 1, 1), ("units", 200000)), (day_of(2026, 10, 1), ("units", 250000))),
                        "",
                    ),
                    per=("incident",),
                ),
                Limit(measure="cost", most=("units", 400000), per=("customer",), every=("days", 365)),
            ),
            because="anyone who meets the problem may solve it",
        ),
        Grant(
            id="late-checkout-once",
            section="grants",
            place=(38, 5),
            roles=("associate",),
            remedies=("late_checkout",),
            condition=Condition(
                when=(
                    (
                        Test(axis="remedy", spans=((1, 2),), said=(("is", (1,)),)),
                        Test(axis="tier", spans=((2, None),), said=(("at_least", (2,)),)),
                    ),
                )
            ),
            limits=(Limit(measure="count", most=("units", 1), per=("customer",), every=("days", 90)),),
        ),
    ),
    rules=(
        Rule(
            id="two-signatures",
            section="rules",
            place=(60, 5),
            signatures=(("general_manager",), ("finance",)),
            because="large cash leaves with two signatures",
        ),
    ),
    owed=(
        Entitlement(id="walked", section="owed", place=(80, 5), remedies=("refund", "credit"), group="walked"),
        Entitlement(
            id="walked-nights", section="owed", place=(84, 5), remedies=("free_night",), of_things=True, group="nights"
        ),
    ),
    exceptions=(
        Exemption(
            id="storm-week",
            section="exceptions",
            place=(95, 5),
            lifts=("minor-noise",),
            approved_by="general_manager",
            ticket="OPS-311",
        ),
    ),
)

RUI = Contact(id="rui", name="Rui Melo", contact="+351 555 0102", in_service=True)
EVA_FOR_RUI = Contact(id="eva", name="Eva Dias", contact="+351 555 0199", in_service=True, stands_in_for="rui")
TOME = Contact(id="tome", name="Tomé Luz", contact="", in_service=True)

INCIDENT = Reading(
    line="minor-noise",
    section="rules",
    measure="cost",
    per=(("incident", "loud"),),
    every=None,
    limit=15000,
    spent=10020,
    held=0,
    asked=6000,
)
GRANTED = INCIDENT.but(line="two-thousand", section="grants", limit=200000)
POT = Reading(
    line="property-month",
    section="budgets",
    measure="cost",
    per=(("property", "lisbon"),),
    every=("month", 1),
    limit=6000000,
    spent=5980000,
    held=15000,
    asked=6000,
)
GIFTS = Reading(
    line="gift_card",
    section="remedies",
    measure="face",
    per=(("gesture", ""),),
    every=None,
    limit=25000,
    spent=0,
    held=0,
    asked=25001,
)
ONCE = Reading(
    line="late-checkout-once",
    section="grants",
    measure="count",
    per=(("customer", "C-88"),),
    every=("days", 90),
    limit=1,
    spent=1,
    held=0,
    asked=1,
)

NOISE = Tested(axis="failure", said=(("is", (0,)),), actual=0)
MINOR_NOISE = Reason(
    code="limit",
    line="minor-noise",
    section="rules",
    place=(50, 5),
    because="a minor noise claim is normally settled under 150",
    remedy="refund",
    reading=INCIDENT,
    roles=("supervisor",),
)

REASONS = {
    "within-authority": Reason(
        code="within-authority", line="two-thousand", place=(31, 5), remedy="refund", reading=GRANTED
    ),
    "owed": Reason(
        code="owed", line="walked", place=(80, 5), because="Guest guarantee, section 4", remedy="refund", amount=40000
    ),
    "not-owed": Reason(
        code="not-owed",
        line="not-ours",
        section="not_owed",
        place=(88, 5),
        because="the guarantee covers what the house did",
        remedy="refund",
        tests=(Tested(axis="at_fault", said=(("not", (0,)),), actual=1),),
    ),
    "forbidden": Reason(
        code="forbidden",
        line="old-stay",
        section="rules",
        place=(70, 5),
        because="claims are taken for a year",
        remedy="refund",
        tests=(Tested(axis="stayed_on#days", said=(("over", (365,)),), actual=483),),
    ),
    "not-granted": Reason(
        code="not-granted",
        line="late-checkout-once",
        section="grants",
        place=(38, 5),
        remedy="late_checkout",
        tests=(Tested(axis="tier", said=(("at_least", (2,)),), actual=1),),
        roles=("associate",),
    ),
    "above-authority": Reason(
        code="above-authority",
        line="late-checkout-once",
        section="grants",
        place=(38, 5),
        remedy="late_checkout",
        reading=ONCE,
    ),
    "limit": MINOR_NOISE,
    "budget": Reason(
        code="budget", line="property-month", section="budgets", place=(44, 5), remedy="refund", reading=POT
    ),
    "needs-approval": Reason(
        code="needs-approval",
        line="two-signatures",
        section="rules",
        place=(60, 5),
        because="large cash leaves with two signatures",
        remedy="refund",
        tests=(
            Tested(axis="incident_goodwill", said=(("over", (500000,)),), actual=500001),
            Tested(axis="remedy_kind", said=(("is", (5,)),), actual=5),
        ),
        roles=("finance", "general_manager"),
    ),
    "remedy-maximum": Reason(
        code="remedy-maximum", line="gift_card", section="remedies", place=(21, 3), remedy="gift_card", reading=GIFTS
    ),
    "nobody-can": Reason(code="nobody-can", roles=("associate",)),
    "final": Reason(code="final", remedy="refund", roles=("owner",)),
    "exception": Reason(
        code="exception", line="storm-week", section="exceptions", place=(95, 5), remedy="refund", lifted="minor-noise"
    ),
}

ADVISED = INCIDENT.but(line="worth-it", limit=2000, spent=0, asked=1000)
WARNINGS = {
    "near-limit": Warned(code="near-limit", line="property-month", section="budgets", reading=POT.but(asked=1000)),
    "beyond-limit": Warned(
        code="beyond-limit", line="minor-noise", section="rules", because="it adds up", reading=INCIDENT
    ),
    "less-than-advised": Warned(code="less-than-advised", line="worth-it", section="rules", reading=ADVISED),
    "less-than-owed": Warned(
        code="less-than-owed", line="walked", section="owed", amount=40000, actual=39999, remedy="refund"
    ),
    "settles-nothing": Warned(
        code="settles-nothing", line="walked", section="owed", amount=60000, actual=50000, remedy="credit"
    ),
    "nothing-counted": Warned(code="nothing-counted"),
    "not-in-force": Warned(code="not-in-force"),
}


def asking(*gestures: Gesture, role: str = "associate", person: str = "ana") -> Ask:
    """An ask of Ana's about a loud night."""
    return Ask(
        gestures=gestures,
        actor=Actor(role=role, id=person, vouched="login" if person else "claimed"),
        facts=(
            ("incident", "loud"),
            ("failure", 0),
            ("severity", 0),
            ("stayed_on", day_of(2025, 1, 3)),
            ("told_at", NOW - 26 * 3_600_000_000),
            ("told_at.day", TODAY - 1),
        ),
        at=NOW,
        day=TODAY,
        hour=22,
    )


def a_test(axis: str, said: tuple[Said, ...], actual: FactValue | None) -> Tested:
    """A test beside what is so. (Imported by its own name, pytest would take it for a class of tests.)"""
    return Tested(axis=axis, said=said, actual=actual)


def part(remedy: str, amount: int | None = None, quantity: int | None = None, cost: int = 0, owed: int = 0) -> Part:
    """One gesture as it was understood."""
    return Part(
        gesture=Gesture(remedy=remedy, amount=amount, quantity=quantity),
        cost=cost,
        owed=owed,
        owed_cost=min(owed, cost),
    )


def decided(outcome: str | None, *parts: Part, **more: object) -> Decision:
    """A decision about these gestures."""
    ask = asking(*[one.gesture for one in parts])
    return Decision(outcome=outcome, ask=ask, parts=parts, policy="small-hotel", digest=DIGEST, **more)


SIXTY = part("refund", amount=6000, cost=6000)
INSTEAD = (
    Alternative(remedy="refund", amount=4980),
    Alternative(remedy="apology"),
    Alternative(remedy="late_checkout"),
    Alternative(remedy="free_night", quantity=2),
    Alternative(remedy="credit"),
)

DECISIONS: dict[str, Decision] = {
    "approve": decided(
        "approve",
        part("refund", amount=25000, cost=25000),
        reasons=(REASONS["within-authority"], REASONS["exception"], REASONS["exception"].but(lifted="old-stay")),
        headroom=189980,
        needs=(
            Need(id="guest_statement", title="A statement signed by the guest", line="paper-trail", given=False),
            Need(id="note", title="", line="paper-trail", given=True),
        ),
        duties=(
            DutyDue(id="tell_gm", title="Tell the general manager", line="paper-trail", due=NOW + 86_400_000_000),
            DutyDue(id="file", title="", line="paper-trail", due=None),
        ),
        say=("I am glad I can put this right.",),
        warnings=(WARNINGS["near-limit"],),
        limits=(GRANTED, POT, ONCE, GIFTS.but(asked=1), INCIDENT.but(line="two", per=(), every=("months", 12))),
    ),
    "owed": decided(
        "approve",
        part("refund", amount=40000, cost=40000, owed=40000),
        reasons=(REASONS["owed"],),
        owed=(
            OwedLine(line="walked", remedy="refund", amount=40000, place=(80, 5), source="Guest guarantee, section 4"),
            OwedLine(line="walked", remedy="credit", amount=40000, place=(80, 5), source="Guest guarantee, section 4"),
            OwedLine(line="walked-nights", remedy="free_night", amount=2, of_things=True, place=(84, 5)),
        ),
    ),
    "partly-owed": decided(
        "approve",
        part("refund", amount=45000, cost=45000, owed=40000),
        reasons=(REASONS["owed"], REASONS["within-authority"]),
        owed=(OwedLine(line="walked", remedy="refund", amount=40000, place=(80, 5)),),
    ),
    "escalate": decided(
        "escalate",
        SIXTY,
        reasons=(MINOR_NOISE,),
        headroom=189980,
        approvers=(Approver(role="supervisor", people=(RUI,)),),
        alternatives=INSTEAD,
        unblock=(Unblock(consent="supervisor"),),
        limits=(GRANTED,),
        warnings=(WARNINGS["nothing-counted"],),
    ),
    "two-signatures": decided(
        "escalate",
        part("refund", amount=500001, cost=500001),
        reasons=(REASONS["needs-approval"],),
        approvers=(
            Approver(role="general_manager", others=("owner",), people=(EVA_FOR_RUI, RUI)),
            Approver(role="finance", count=2, people=(TOME,)),
        ),
        needs=(Need(id="guest_statement", title="A statement signed by the guest", line="paper-trail", given=False),),
        unblock=(Unblock(consent="general_manager"), Unblock(consent="finance"), Unblock(paper="guest_statement")),
        alternatives=(Alternative(remedy="refund", amount=200000),),
    ),
    "no-roster": decided(
        "escalate",
        SIXTY,
        reasons=(MINOR_NOISE,),
        approvers=(Approver(role="supervisor"),),
        unblock=(Unblock(consent="supervisor"),),
    ),
    "deny": decided(
        "deny",
        SIXTY,
        reasons=(REASONS["forbidden"],),
        say=("I am sorry, we take claims for a year.",),
        alternatives=(Alternative(remedy="apology"),),
        owed=(OwedLine(line="walked", remedy="refund", amount=40000, source="Guest guarantee, section 4"),),
    ),
    "dead-end": decided("deny", SIXTY, reasons=(REASONS["nobody-can"], MINOR_NOISE)),
    "bundle": decided(
        "escalate",
        part("late_checkout", cost=3500),
        part("free_night", quantity=2, cost=38000),
        part("credit", amount=10000, cost=6000),
        reasons=(REASONS["above-authority"],),
        approvers=(Approver(role="general_manager", people=(EVA_FOR_RUI,)),),
        unblock=(Unblock(consent="general_manager"),),
    ),
    "missing": decided(
        None,
        SIXTY,
        asks=(
            Asked(
                fact="severity",
                kind="ordered",
                values=("minor", "moderate", "major"),
                lines=("minor-noise", "a", "b", "c", "d", "e"),
                title="How bad was it?",
            ),
            Asked(fact="failure", kind="one_of", values=("noise", "injury"), lines=("minor-noise", "injury-needs-gm")),
            Asked(fact="nights", kind="number", values=(), lines=("walked",), help="nights of the stay"),
            Asked(fact="bill", kind="money", values=(), lines=("refund",)),
            Asked(fact="stayed_on", kind="date", values=(), lines=("old-stay",)),
            Asked(fact="told_at", kind="moment", values=(), lines=()),
            Asked(fact="arrives", kind="time", values=(), lines=()),
            Asked(fact="member", kind="yes_no", values=("true", "false"), lines=()),
            Asked(fact="property", kind="text", values=(), lines=("property-month",)),
        ),
    ),
}


def clock(at: int) -> str:
    """An hour ahead of UTC, as on the wall of this hotel in May."""
    minutes = at // 60_000_000 + 60
    days, of_day = divmod(minutes, 24 * 60)
    return f"day {days} {of_day // 60:02d}:{of_day % 60:02d}"
