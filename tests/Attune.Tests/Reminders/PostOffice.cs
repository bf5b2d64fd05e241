using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Attune.Tests.Reminders;

/// <summary>A mail server on a loopback port: it speaks enough SMTP to take a mail, or to refuse it.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _work;

    public PostOffice()
    {
        _door.Start();
        _work = Work();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>From now on every mail is refused for the time being.</summary>
    public bool Refuses { get; set; }

    /// <summary>From now on the line goes dead after a mail was taken and before that is said.</summary>
    public bool HangsUp { get; set; }

    public ConcurrentQueue<string> Taken { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _door.Stop();
        await _work;
        _closing.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (true)
            {
                using var caller = await _door.AcceptTcpClientAsync(_closing.Token);
                await Talk(caller);
            }
        }
        catch (Exception ending) when (ending is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    // As its reader sees it.
    private static string Opened(string mail)
    {
        var parts = mail.Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? $"{parts[0]}\n\n{Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)))}"
            : mail;
    }

    private async Task Talk(TcpClient caller)
    {
        await using var stream = caller.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(_closing.Token) is { } part && part != ".")
                        mail.Append(part).Append('\n');
                    Taken.Enqueue(Opened(mail.ToString()));
                    if (HangsUp)
                        return;
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "RCPT" when Refuses:
                    await writer.WriteLineAsync("451 later");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 yes");
                    break;
            }
        }
    }
}
