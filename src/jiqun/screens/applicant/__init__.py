"""The applicant's desk: the county's clerk and the cluster's operator fill in the form together."""
