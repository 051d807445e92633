"""Published figures of fees, dated and cited: a changed figure is one line."""
