#!/usr/bin/env bash
# A few questions asked of a shipped policy, each with its answer: yes, ask somebody, no. `make demo` runs it.
set -euo pipefail

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
echo "The policy comes with its own cases; they say what it means, and prove it."
shows 0 policy test --policy luxury-hotel
