"""The analyst agent: reads open cases, gathers evidence, drafts a report for the case team."""
