"""Library → FHIR: documents for an electronic health record (`education`), and graded knowledge for software (`knowledge`)."""

from ldn_content.export.fhir.education_bundle import education
from ldn_content.export.fhir.elements import to_json
from ldn_content.export.fhir.knowledge_bundle import knowledge

__all__ = ["education", "knowledge", "to_json"]
