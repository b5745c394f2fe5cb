"""Settings, addresses and the staff door. The public door is a later issue; it will share no room with this one."""
