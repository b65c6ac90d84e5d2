using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Statements;

/// <summary>Blocks, declarations and expression statements.</summary>
internal static class BlockRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Statement<IBlockOperation>(OperationKind.Block, "blocks", "{ … }", Block),
        OperationRow.Statement<IVariableDeclarationGroupOperation>(OperationKind.VariableDeclarationGroup, "local variables and constants", "var x = …;", Declare),
        OperationRow.Statement<IExpressionStatementOperation>(OperationKind.ExpressionStatement, "expressions as statements", "cell.Next(h, n);", Expression),
        OperationRow.Statement<ILocalFunctionOperation>(OperationKind.LocalFunction, "local functions", "Node Gate(string name) => …;", (_, _, _) => Flow.Next),
        OperationRow.Statement<IEmptyOperation>(OperationKind.Empty, "empty statements", ";", (_, _, _) => Flow.Next),
    ];

    private static Flow Block(Evaluator evaluator, IBlockOperation block, Scope scope)
    {
        var inner = scope.Enter();

        // A local function may be called above its declaration.
        foreach (var function in block.Operations.OfType<ILocalFunctionOperation>())
        {
            inner.Declare(function.Symbol, function);
        }

        return Sequence(evaluator, block.Operations, inner);
    }

    public static Flow Sequence(Evaluator evaluator, IEnumerable<IOperation> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            var flow = evaluator.Execute(statement, scope);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private static Flow Declare(Evaluator evaluator, IVariableDeclarationGroupOperation group, Scope scope)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var initializer = declarator.Initializer ?? declaration.Initializer;
                if (declarator.Symbol.IsRef)
                {
                    scope.Declare(declarator.Symbol, evaluator.RefuseConstruct(declarator, "a reference variable", "copy the value"));
                }
                else if (initializer is not null)
                {
                    scope.Declare(declarator.Symbol, evaluator.Evaluate(initializer.Value, scope));
                }
            }
        }

        return Flow.Next;
    }

    private static Flow Expression(Evaluator evaluator, IExpressionStatementOperation statement, Scope scope)
    {
        evaluator.Evaluate(statement.Operation, scope);
        return Flow.Next;
    }
}
