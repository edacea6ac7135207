"""A real mail server on a free port, which answers as it is told to."""

from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class MailServer(Controller):
    """Keeps what it takes in `taken`; `recipient_answers` and `data_answers` make it refuse or delay."""

    def __init__(self, **kwargs):
        self.taken, self.recipient_answers, self.data_answers = [], {}, []
        super().__init__(self, hostname="127.0.0.1", port=0, **kwargs)

    def _trigger_server(self):
        # The port was for the system to choose; only now is it known.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Take a recipient, or answer what was set for him."""
        if answer := self.recipient_answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Take a message, or give the next answer that was set."""
        if self.data_answers and (answer := self.data_answers.pop(0)):
            return answer
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"
