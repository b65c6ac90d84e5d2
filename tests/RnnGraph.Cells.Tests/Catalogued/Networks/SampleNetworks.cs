using CharRnn.Networks;
using SequenceShapes.Networks;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary><see cref="Adder"/> of any size.</summary>
[RecurrentNetwork<Adder>]
public partial class AdderSingle;

/// <summary><see cref="Adder"/> in double precision.</summary>
[RecurrentNetwork<Adder>(Precision = Precision.Double)]
public partial class AdderDouble;

/// <summary><see cref="CharNetwork"/> in double precision.</summary>
[RecurrentNetwork<CharNetwork>(Precision = Precision.Double)]
public partial class CharNetworkDouble;

/// <summary><see cref="Counter"/> of any size.</summary>
[RecurrentNetwork<Counter>]
public partial class CounterSingle;

/// <summary><see cref="Counter"/> in double precision.</summary>
[RecurrentNetwork<Counter>(Precision = Precision.Double)]
public partial class CounterDouble;

/// <summary><see cref="Describer"/> of any size.</summary>
[RecurrentNetwork<Describer>]
public partial class DescriberSingle;

/// <summary><see cref="Describer"/> in double precision.</summary>
[RecurrentNetwork<Describer>(Precision = Precision.Double)]
public partial class DescriberDouble;

/// <summary><see cref="Echo"/> of any size.</summary>
[RecurrentNetwork<Echo>]
public partial class EchoSingle;

/// <summary><see cref="Echo"/> in double precision.</summary>
[RecurrentNetwork<Echo>(Precision = Precision.Double)]
public partial class EchoDouble;

/// <summary><see cref="FrameLabeller"/> of any size.</summary>
[RecurrentNetwork<FrameLabeller>]
public partial class FrameLabellerSingle;

/// <summary><see cref="FrameLabeller"/> in double precision.</summary>
[RecurrentNetwork<FrameLabeller>(Precision = Precision.Double)]
public partial class FrameLabellerDouble;

/// <summary><see cref="Rewriter"/> in double precision.</summary>
[RecurrentNetwork<Rewriter>(Precision = Precision.Double)]
public partial class RewriterDouble;

/// <summary><see cref="ScanlineReader"/> of any size.</summary>
[RecurrentNetwork<ScanlineReader>]
public partial class ScanlineReaderSingle;

/// <summary><see cref="ScanlineReader"/> in double precision.</summary>
[RecurrentNetwork<ScanlineReader>(Precision = Precision.Double)]
public partial class ScanlineReaderDouble;

/// <summary><see cref="Tagger"/> of any size.</summary>
[RecurrentNetwork<Tagger>]
public partial class TaggerSingle;

/// <summary><see cref="Tagger"/> in double precision.</summary>
[RecurrentNetwork<Tagger>(Precision = Precision.Double)]
public partial class TaggerDouble;
