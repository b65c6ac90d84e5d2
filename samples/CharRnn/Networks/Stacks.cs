using RnnGraph;

namespace CharRnn.Networks;

/// <summary>Two layers of <see cref="Cells.Lstm"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Lstm, 2 })]
public partial class LstmTwo;

/// <summary>Three layers of <see cref="Cells.Lstm"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Lstm, 3 })]
public partial class LstmThree;

/// <summary>One layer of <see cref="Cells.Gru"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Gru, 1 })]
public partial class GruOne;

/// <summary>Two layers of <see cref="Cells.Gru"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Gru, 2 })]
public partial class GruTwo;

/// <summary>Three layers of <see cref="Cells.Gru"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Gru, 3 })]
public partial class GruThree;

/// <summary>One layer of <see cref="Cells.Peephole"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Peephole, 1 })]
public partial class PeepholeOne;

/// <summary>Two layers of <see cref="Cells.Peephole"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Peephole, 2 })]
public partial class PeepholeTwo;

/// <summary>Three layers of <see cref="Cells.Peephole"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Peephole, 3 })]
public partial class PeepholeThree;

/// <summary>One layer of <see cref="Cells.Vanilla"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Vanilla, 1 })]
public partial class VanillaOne;

/// <summary>Two layers of <see cref="Cells.Vanilla"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Vanilla, 2 })]
public partial class VanillaTwo;

/// <summary>Three layers of <see cref="Cells.Vanilla"/>.</summary>
[RecurrentNetwork<CharNetwork>(Structure = new object[] { CellKind.Vanilla, 3 })]
public partial class VanillaThree;
