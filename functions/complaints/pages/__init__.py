"""What is asked of our web address → what is shown there. Knows nothing of Lambda: a `Request` and a `Reply`.

GET shows and changes nothing, POST decides by one of the stories. No script, nothing fetched from anywhere.
"""
