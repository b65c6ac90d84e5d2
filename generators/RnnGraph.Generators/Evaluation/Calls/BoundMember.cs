using System.Reflection;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>A real method or constructor, or the static method of ours that stands for one.</summary>
internal sealed class BoundMember
{
    private readonly MethodBase _member;
    private readonly bool _takesSelf;
    private readonly Type[] _parameters;

    /// <param name="member">The method.</param>
    /// <param name="takesSelf">Whether the instance is its first argument.</param>
    public BoundMember(MethodBase member, bool takesSelf)
    {
        _member = member;
        _takesSelf = takesSelf;
        _parameters = member.GetParameters().Select(p => p.ParameterType).ToArray();
    }

    public bool ReturnsVoid => _member is MethodInfo { ReturnType: var type } && type == typeof(void);

    /// <summary>Calls it; what it writes to <c>out</c> parameters is in <paramref name="arguments"/> afterwards.</summary>
    public object? Invoke(object? self, object?[] arguments)
    {
        var given = _takesSelf ? arguments.Prepend(self).ToArray() : arguments.ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = Values.Coercion.To(given[i], _parameters[i].IsByRef ? _parameters[i].GetElementType()! : _parameters[i]);
        }

        var result = _member is ConstructorInfo constructor ? constructor.Invoke(given) : _member.Invoke(_takesSelf ? null : self, given);
        Array.Copy(given, _takesSelf ? 1 : 0, arguments, 0, arguments.Length);
        return result;
    }

    /// <summary>The method as a delegate, or null when its form doesn't fit.</summary>
    public Delegate? AsDelegate(Type type, object? self) =>
        _member is MethodInfo method ? Delegate.CreateDelegate(type, _takesSelf ? null : self, method, throwOnBindFailure: false) : null;
}
