"""Which procedure is the principal one."""
