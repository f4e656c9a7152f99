"""The domain: what is published and what is said; knows neither Flask nor Whoosh."""
