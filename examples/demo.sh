#!/usr/bin/env bash
# A few questions asked of a shipped policy, each with its answer: yes, ask somebody, no. `make demo` runs it.
set -euo pipefail

# The demo is its own house, whatever house it is run in: no setting of yours is read, and no book of yours is begun.
unset EMPOWER_AS EMPOWER_LEDGER EMPOWER_POLICY EMPOWER_ROSTER
night=$(cd "$(dirname "${BASH_SOURCE[0]}")/night-shift" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Shows the words, runs them, and stops the demo when the exit code is not the one expected: 0 approved or done,
# 3 somebody further up decides, 4 no. Anything else would be a failure.
shows() {
    local wanted=$1 code=0
    shift
    printf '\n$ empower %s\n' "$*"
    empower "$@" || code=$?
    if ((code != wanted)); then
        echo "the demo expected exit code $wanted here, not $code" >&2
        exit 1
    fi
    echo "(exit code $code)"
}

echo "A hotel lets any employee spend up to 2,000 USD on one incident. The guests in 214 did not sleep."
shows 0 check refund 1800 failure=noise bill=2600 --policy luxury-hotel --role employee

echo
echo "Their stay cost more than that, and they want all of it back. Who may say yes?"
shows 3 check refund 2600 failure=noise bill=2600 --policy luxury-hotel --role employee

echo
echo "And more than they paid?"
shows 4 check refund 2700 failure=noise bill=2600 --policy luxury-hotel --role employee

echo
echo "Now with a book that remembers. A night shift begins, in a folder of its own."
mkdir night-shift && cd night-shift
cp "$night"/*.yaml .
shows 0 init --as ines
shows 0 record refund 60 failure=noise severity=minor customer=C-88 bill=480 --as ana

echo
echo "They want more than is hers to give. It waits for somebody who may, who gives most of it."
shows 3 record refund 95 incident=INC-2 --as ana
shows 0 inbox --as rui
shows 0 approve 4 --amount 80 --as rui

echo
echo "The book proves itself: its chain, everything made from it, and every decision."
shows 0 ledger verify --rebuild
shows 0 ledger replay

echo
echo "At the end of the month a manager reads what was given, what waits and what looks odd."
shows 0 report --by remedy --findings
cd ..

echo
echo "The policy comes with its own cases; they say what it means, and prove it."
shows 0 policy test --policy luxury-hotel
