"""What looks wrong in a policy that can nevertheless be used."""
