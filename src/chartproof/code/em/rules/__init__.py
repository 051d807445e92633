"""The rules of visits: what counts toward each element, one criterion in one file."""
