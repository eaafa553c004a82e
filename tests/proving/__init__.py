"""What the tests prove with: a second judge, faults to plant, hostile files, and a kit."""
