"""How sensitive claims are to faults in the data: named faults, and who would notice them."""
