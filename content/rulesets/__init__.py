"""Rules of each county as versioned data, and what follows from them: grades and deadlines."""
