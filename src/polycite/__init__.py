"""polycite: cited answers in Dutch, French and English from an organisation's own documents."""

__version__ = "0.1.0"
