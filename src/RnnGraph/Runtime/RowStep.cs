using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <summary>
/// A step of a single row, of even steps or of odd ones: the tables by the ids of the <see cref="CellPlan"/>, and the list of calls that the driver makes of them. The first such step
/// runs the driver, which lists its calls; as long as it would list the same again, later ones run the list.
/// </summary>
internal unsafe struct RowStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Products.</summary>
    public RowProducts<T>* Products;

    /// <summary>Bodies.</summary>
    public RowRegion<T>* Regions;

    /// <summary>Whether this is the turn of odd steps.</summary>
    public bool IsTurned;

    /// <summary>Where the one input is copied to; its padding stays 0.</summary>
    public T* Input;

    /// <summary>Where the one output is copied from.</summary>
    public T* Output;

    /// <summary>Room for the list, and how much.</summary>
    public RowCall<T>* List;
    public int Room;

    private RowCall<T>* _end;

    /// <summary>Whether the list is that of every step: nothing but it was run, and nothing asked for the step's number.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Begins a new list.</summary>
    public void Begin()
    {
        _end = List;
        IsKept = true;
    }

    /// <summary>What follows hangs on the step's number, or is run by the driver itself: the list so far must be run first, and made anew in the next step.</summary>
    public void Interrupt()
    {
        IsKept = false;
        Run();
        _end = List;
    }

    /// <summary>What follows hangs on the step's number: the list must be made anew in the next step.</summary>
    public void Vary() => IsKept = false;

    /// <summary>Lists a product.</summary>
    public void Add(int product) => Add<RowKernel.NoRegion<T>>(product, null);

    /// <summary>Lists a product and the body that follows it.</summary>
    public void Add<TRegion>(int product, RowRegion<T>* region)
        where TRegion : struct, IRegion<T>
    {
        ref var calls = ref Products[product];
        for (var i = 0; i < calls.Count - 1; i++)
            Add<RowKernel.NoRegion<T>>(calls.First + i, null);
        Add<TRegion>(calls.First + calls.Count - 1, region);
    }

    /// <summary>Lists a body.</summary>
    public void Add<TRegion>(RowRegion<T>* region)
        where TRegion : struct, IRegion<T>
    {
        var call = Next();
        call->Product.Gates = 0;
        call->Region = region;
        call->Kernel = RowKernel.Of<T, TRegion>(&call->Product);
    }

    /// <summary>Runs the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Run()
    {
        for (var call = List; call < _end; call++)
            call->Kernel(&call->Product, call->Region, 0);
    }

    private void Add<TRegion>(RowProduct<T>* product, RowRegion<T>* region)
        where TRegion : struct, IRegion<T>
    {
        var before = _end - 1;
        if (_end > List && before->Region == null && product->CanFollow(&before->Product))
        {
            var first = before->Product.Second;
            before->Product = *product;
            before->Product.Follow(first);
        }
        else
        {
            before = Next();
            before->Product = *product;
        }

        before->Region = region;
        before->Kernel = RowKernel.Of<T, TRegion>(&before->Product);
    }

    private RowCall<T>* Next()
    {
        if (_end == List + Room)
            Interrupt();
        return _end++;
    }
}
