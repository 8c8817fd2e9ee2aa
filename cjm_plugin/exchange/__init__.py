"""The portfolio in other formats: JSON, CSV and a workbook, calendar and feed, CODEOWNERS, Markdown of issues."""
