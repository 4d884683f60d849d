"""Who a citizen is: CPR number, name and address, encrypted, apart from all else."""
