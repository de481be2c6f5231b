"""The history of the database's tables; a data folder of any age is brought up to date from here."""
