"""What Lyhörd says: one file a letter or page, by language. A package only so that every place finds it."""
