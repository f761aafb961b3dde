"""What money helps a group along? Calls, applications, decisions, reports."""
