"""What the physician fee schedule's indicators allow: parts, sides, surgeons, global periods."""
