using RnnGraph.Tool;

return RnnGraphCommand.Run(args, Console.Out, Console.Error);
