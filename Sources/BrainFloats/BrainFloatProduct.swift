/// bf16 matrix products by oneDNN.
