using System.Globalization;
using System.Reflection;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>Makes real delegates of <see cref="ScriptFunction"/>s, for the library methods that take one.</summary>
internal sealed class DelegateShims
{
    private readonly ScriptFunction _function;

    private DelegateShims(ScriptFunction function) => _function = function;

    /// <summary>A delegate of the given type, or null when it has more parameters than any that a definition may use.</summary>
    public static Delegate? Make(ScriptFunction function, Type delegateType)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        var types = invoke.GetParameters().Select(p => p.ParameterType).ToList();
        var returns = invoke.ReturnType != typeof(void);
        var name = (returns ? "Function" : "Procedure") + types.Count.ToString(CultureInfo.InvariantCulture);
        if (returns)
        {
            types.Add(invoke.ReturnType);
        }

        var shim = typeof(DelegateShims).GetMethod(name, BindingFlags.Public | BindingFlags.Instance);
        if (shim is null)
        {
            return null;
        }

        var closed = types.Count == 0 ? shim : shim.MakeGenericMethod(types.ToArray());
        return Delegate.CreateDelegate(delegateType, new DelegateShims(function), closed);
    }

    /// <summary>The function behind a delegate that was made here.</summary>
    public static ScriptFunction? Unwrap(Delegate made) => (made.Target as DelegateShims)?._function;

    public void Procedure0() => Run();

    public void Procedure1<T1>(T1 a) => Run(a);

    public void Procedure2<T1, T2>(T1 a, T2 b) => Run(a, b);

    public void Procedure3<T1, T2, T3>(T1 a, T2 b, T3 c) => Run(a, b, c);

    public void Procedure4<T1, T2, T3, T4>(T1 a, T2 b, T3 c, T4 d) => Run(a, b, c, d);

    public TResult Function0<TResult>() => Cast<TResult>(Run());

    public TResult Function1<T1, TResult>(T1 a) => Cast<TResult>(Run(a));

    public TResult Function2<T1, T2, TResult>(T1 a, T2 b) => Cast<TResult>(Run(a, b));

    public TResult Function3<T1, T2, T3, TResult>(T1 a, T2 b, T3 c) => Cast<TResult>(Run(a, b, c));

    public TResult Function4<T1, T2, T3, T4, TResult>(T1 a, T2 b, T3 c, T4 d) => Cast<TResult>(Run(a, b, c, d));

    /// <summary>Poison can't pass through a real method as a node or a number, so it travels as an exception to the call of that method.</summary>
    private object? Run(params object?[] arguments)
    {
        var result = _function.Invoke(arguments);
        return result is Poison ? throw new PoisonedException() : result;
    }

    private static TResult Cast<TResult>(object? value) => (TResult)Coercion.To(value, typeof(TResult))!;
}
