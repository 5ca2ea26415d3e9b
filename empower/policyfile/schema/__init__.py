"""A JSON Schema of a policy file with the policy's own words, so that an editor completes them."""
