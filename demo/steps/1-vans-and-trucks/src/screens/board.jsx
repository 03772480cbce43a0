export const Clock = ({ minute }) => <time>{Math.floor(minute / 60)}:{minute % 60}</time>;

export const Speed = ({ reading }) => <b>{Math.round(reading.value)} km/h</b>;

export const Alert = ({ alert }) => <li className={alert.level}>{alert.text}</li>;

export const Alerts = ({ alerts }) => (
  <ul>
    {alerts.map((each) => <Alert key={each.text} alert={each} />)}
  </ul>
);

export const Board = ({ vehicle }) => (
  <section>
    <h2>{vehicle.name} <Clock minute={vehicle.minute} /> <Speed reading={vehicle.speed} /></h2>
    <Alerts alerts={vehicle.alerts} />
  </section>
);
