"""Published figures of groups, dated and cited: a changed figure is one line."""
