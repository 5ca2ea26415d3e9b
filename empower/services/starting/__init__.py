"""The guided start: a few answers become a pack that lints clean and whose cases pass, or nothing at all."""
