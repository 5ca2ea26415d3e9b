"""What is odd about the year: several of each kind of finding, plain or hard to see, and honest gestures that look alike."""
