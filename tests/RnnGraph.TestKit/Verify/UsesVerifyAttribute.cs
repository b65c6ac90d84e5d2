using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers the running test's method, from which a snapshot takes its name. tests/Directory.Build.props puts it on every test assembly.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class UsesVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Current = new();

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest) => Current.Value = methodUnderTest;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => Current.Value = null;

    /// <summary>The running test.</summary>
    /// <exception cref="InvalidOperationException">No test is running on this flow of control.</exception>
    internal static MethodInfo RunningTest => Current.Value
        ?? throw new InvalidOperationException("Verify was called outside a test: its name comes from the test's class and method.");
}
