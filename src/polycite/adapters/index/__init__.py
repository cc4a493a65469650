"""Where generations are kept: Qdrant Edge in process, a Qdrant server, and numpy for tests; one schema for all."""
