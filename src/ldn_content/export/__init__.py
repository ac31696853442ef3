"""Library → JSON-LD, FHIR, chunks for retrieval, a table of evidence, a static site."""
