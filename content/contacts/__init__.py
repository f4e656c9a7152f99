"""Ways to speak up: hotline, mailbox, e-mail, opinion boxes, visits."""
