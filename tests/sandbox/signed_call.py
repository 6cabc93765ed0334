# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody else at the platform: a call that is signed and sent as the page of the platform has it. Nothing of the application is in here."""
import datetime
import hashlib
import hmac
import http.client
import json

KEY, SECRET = 'sample', 'sample-secret'


def call(port, space, action, body, skew=0):
    """The reply of the platform at that port of this machine, whose clock is skew seconds ahead."""
    target = f'/api/1.0/{space}?action={action}'
    text = json.dumps(body)
    md5 = hashlib.md5(text.encode()).hexdigest()
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=skew)
    date = now.strftime('%Y-%m-%d %H:%M:%S')
    to_sign = f'POST{md5}application/json{target}1.0ivvydate={date}'.lower()
    signature = hmac.new(SECRET.encode(), to_sign.encode(), hashlib.sha1).hexdigest()
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    connection.request('POST', target, text, {'Content-Type': 'application/json', 'Content-MD5': md5, 'IVVY-Date': date, 'X-Api-Version': '1.0',
                                              'X-Api-Authorization': f'IWS {KEY}:{signature}'})
    reply = json.loads(connection.getresponse().read())
    connection.close()
    return reply
