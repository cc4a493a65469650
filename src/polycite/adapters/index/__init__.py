"""Where generations are kept: Qdrant Edge in process, a Qdrant server, and plain numpy for tests; one schema for all."""
