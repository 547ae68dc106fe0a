"""What is written, or clicked, on a case that exists: by the complainant, by staff, and as an evaluation."""
