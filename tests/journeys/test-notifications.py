#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lead is refused while nobody looks at the window: the desktop says so, and leads back to it. Would catch a refusal that waits unseen, one
that is told twice or to who looks at it, a notification that shows more than the lead's name, and one that leads nowhere or stays after it was seen."""

import subprocess
import time

import driver
import journey as report
from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>'''
PATH = '/org/freedesktop/Notifications'


class Desktop:
    """What shows notifications."""

    def __init__(self):
        self.shown, self.closed = [], []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.bus.register_object(PATH, interface, self.called, None, None)
        self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.Notifications', 4)), None, Gio.DBusCallFlags.NONE, 5000, None)

    def called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        if method == 'Notify':
            _, replaces, _, summary, body, actions, _, _ = parameters.unpack()
            self.shown.append((summary, body, actions))
            invocation.return_value(GLib.Variant('(u)', (replaces or len(self.shown),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['actions', 'body'],)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
        else:
            self.closed.append(parameters.unpack()[0])
            invocation.return_value(None)

    def choose(self, number):
        """A person clicks on it."""
        action = self.shown[number - 1][2][0]
        self.bus.emit_signal(None, PATH, 'org.freedesktop.Notifications', 'ActionInvoked', GLib.Variant('(us)', (number, action)))


def xdotool(*words):
    return subprocess.run(['xdotool', *words], stdout=subprocess.PIPE, text=True, check=True, timeout=driver.PATIENCE).stdout.strip()


def is_looked_at(application):
    return any(driver.has_state(frame, 'ACTIVE') for frame in application.find_all('frame'))


def refuse(application, name):
    """Another lead, saved, and held for a while before it is sent and refused."""
    application.key('ctrl+n')
    driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
    report.fill(application, name)
    application.choose('Channel', 1)
    application.key('ctrl+s')
    application.wait_for_label('Saved')


def journey(build, home):
    desktop = Desktop()
    with report.sandbox_running(build, home, '--fault', 'refuse:field=channelId') as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        report.fill(application, 'Refused behind my back')
        application.choose('Channel', 1)
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        report.check('while the window is looked at nothing is notified', not desktop.shown)

        window = xdotool('getactivewindow')
        xdotool('windowminimize', window)
        driver.wait_for('a window that is away', lambda: not any(
            driver.has_state(node, 'ACTIVE') for node in driver.children(application.root)))
        driver.wait_for('a notification', lambda: desktop.shown, 90)
        report.check('a refusal is told by the desktop', desktop.shown[0][0] == '“Refused behind my back” was refused')
        report.check('and tells no more than that', desktop.shown[0][1] == '')
        time.sleep(2)
        driver.pump()
        report.check('once', len(desktop.shown) == 1)

        desktop.choose(1)
        driver.wait_for('the window', lambda: is_looked_at(application), 60)
        channel = application.find('combo box', 'Channel')
        driver.wait_for('the mark on Channel', lambda: driver.has_state(channel, 'INVALID_ENTRY'), 60)
        report.check('it leads to the lead, and to what is wrong with it', True)

        # A second one, which is looked at when it is refused.
        refuse(application, 'Seen at once')
        application.wait_for_announcement('“Seen at once” was refused')
        report.check('who looks at the window gets no notification', len(desktop.shown) == 1, str(desktop.shown))

        # A third one, and the person comes back by himself.
        refuse(application, 'Refused as well')
        xdotool('windowminimize', window)
        driver.wait_for('another notification', lambda: len(desktop.shown) == 2, 90)
        report.check('several are told as so many', desktop.shown[1][:2] == ('3 changes need you', '“Refused as well” was refused'), str(desktop.shown))
        # GIO forgets a notification that is withdrawn before the desktop has said what it goes by, and nobody can close it then.
        driver.pump()
        time.sleep(1)
        xdotool('windowactivate', window)
        driver.wait_for('the window', lambda: is_looked_at(application), 60)
        driver.wait_for('the end of the notification', lambda: desktop.closed)
        report.check('and it goes away when the window is looked at', True)

        # A fourth one, which the platform is not there for.
        sandbox.stop()
        refuse(application, 'Not sent')
        application.key('ctrl+q')
        driver.wait_for('the end of foyer', lambda: application.process.poll() is not None, 90)
        left = [notification[:2] for notification in desktop.shown[2:]]
        report.check('what waits at the end is told', ('1 change waits', 'What was saved is sent the next time Foyer is open.') in left, str(left))
        report.check('apart from what needs somebody', ('3 changes need you', '“Refused as well” was refused') in left, str(left))


report.run(journey)
