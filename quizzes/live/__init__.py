"""A class during a lab: who works, who is stuck, who is done."""
