"""What the policy asks: its numbers with phrase and section, and the audit that holds them up."""
