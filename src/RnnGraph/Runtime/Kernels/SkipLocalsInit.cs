// Kernels write their stack before they read it; clearing it first would cost as much as a small product.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
