"""Courses for those who lead: seats, who was there, certificates. Nobody has to take one."""
