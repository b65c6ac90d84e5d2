using System.Numerics;

namespace RnnGraph.Training;

/// <summary>A network that is compared with others: any that was generated, or compiled at run time.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Name">Its name in tables and pictures.</param>
/// <param name="Create">Makes it of a number of hidden units; called from several threads. Sizes that it can't have are refused with an <see cref="ArgumentException"/> or
/// <see cref="DefinitionException"/>, and passed over.</param>
public sealed record ComparedNetwork<T>(string Name, Func<int, ITrainable<T>> Create)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
