"""A person's hand on a report: plan, changes kept, quotations approved, review."""
